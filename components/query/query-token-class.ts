import type { TokenKind } from "#lib/expr/tokenize";

/** The look of each kind of token, in the editor and wherever a query is printed. */
export const queryTokenClass: Readonly<Record<TokenKind, string>> = {
  number: "query-number",
  text: "query-text",
  keyword: "query-keyword",
  function: "query-function",
  name: "query-name",
  state: "query-keyword",
  operator: "query-operator",
  comment: "query-comment",
  bad: "query-bad",
};
