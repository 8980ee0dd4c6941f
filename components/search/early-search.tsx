import { searchDialogId, searchFieldId } from "./search-field";

/**
 * Opens the search before the page's scripts have run, by its key, by `/` where the page has no query, and by its button, so
 * that whoever begins to type at once loses no letter (C-24). Plain text, since it runs before everything else; once the
 * search is taken over it does nothing.
 */
const script = `(function(){
function find(){var d=document.getElementById("${searchDialogId}");return !d||d.dataset.taken!=null?null:d}
function open(d,e){e.preventDefault();if(d.open||document.querySelector("[data-layer]"))return;
d.dataset.layer="";d.showModal();document.getElementById("${searchFieldId}").focus();
d.addEventListener("close",function(){delete d.dataset.layer},{once:true})}
addEventListener("keydown",function(e){var d=find();if(!d||e.defaultPrevented||e.altKey)return;
var a=/Mac|iPhone|iPad|iPod/.test(navigator.userAgent),m=a?e.metaKey&&!e.ctrlKey:e.ctrlKey&&!e.metaKey;
if(m&&!e.shiftKey&&e.key.toLowerCase()=="k")return open(d,e);
var t=e.target;if(e.key!="/"||e.ctrlKey||e.metaKey||document.getElementById("query"))return;
if(!(t.closest&&t.closest("input,textarea,select,[contenteditable]")))open(d,e)});
addEventListener("click",function(e){var d=find();if(d&&e.target.closest&&e.target.closest("[data-opens-search]"))open(d,e)})})()`;

/** The script, with the nonce of the answer that it is part of. */
export function EarlySearch({ nonce }: { readonly nonce: string }) {
  // The browser hides the nonce from scripts, so that it always differs from the one that was sent.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, and React has no other way to write a script.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />;
}
