"""One module an article, one function a claim: from the claim and the tables to its readings and their verdicts."""
