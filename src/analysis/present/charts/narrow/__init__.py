"""Charts for the width of a phone, drawn as SVG."""
