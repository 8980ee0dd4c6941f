"use client";

import { useEffect } from "react";

/**
 * Marks the document once its scripts answer. Until then a press on a button that the server drew does nothing, which
 * whoever drives the page by a program must be able to see.
 */
export function LiveMark() {
  useEffect(() => {
    document.documentElement.dataset["live"] = "";
  }, []);
  return null;
}
