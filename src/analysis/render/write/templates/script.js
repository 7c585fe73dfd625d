(function () {
  var root = document.documentElement, body = document.body;
  root.classList.add("js");
  var shown = document.getElementById("show-code");
  if (shown) shown.addEventListener("click", function () {
    var on = root.classList.toggle("code-shown");
    document.querySelectorAll("details.code").forEach(function (cell) { cell.open = on; });
    shown.setAttribute("aria-expanded", on);
    shown.textContent = on ? shown.dataset.hide : shown.dataset.show;
  });
  var fold = document.querySelector(".fold");
  if (fold) document.addEventListener("click", function (event) { // contents close behind a reader who goes on
    if (!fold.contains(event.target) || event.target.closest("a")) fold.open = false;
  });
  window.addEventListener("beforeprint", function () { // on paper nothing is folded, nor waits to be scrolled to
    document.querySelectorAll("details.long").forEach(function (table) { table.open = true; });
    document.querySelectorAll("img").forEach(function (image) { image.loading = "eager"; });
  });
  document.querySelectorAll(".copy").forEach(function (button) {
    button.addEventListener("click", function () {
      var code = button.parentNode.querySelector("pre"), text = code.textContent;
      var done = function () { button.textContent = button.dataset.done; };
      var byHand = function () {
        var area = document.createElement("textarea");
        area.value = text; body.appendChild(area); area.select();
        var copied = document.execCommand("copy");
        body.removeChild(area);
        if (copied) done(); else window.getSelection().selectAllChildren(code);
      };
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand); else byHand();
    });
  });
})();
