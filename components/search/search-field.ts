/** Names in the page by which the script that runs before all others finds the search. */
export const searchDialogId = "search-dialog";
export const searchFieldId = "search-everywhere";
