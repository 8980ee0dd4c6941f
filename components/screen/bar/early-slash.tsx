/**
 * Lets `/` lead to the query before the page's scripts have run, so that whoever knows the key can begin to type while they
 * load (C-19). Plain text, since it runs before everything else; it goes on doing so afterwards, and not beneath what is open.
 */
const script = `addEventListener("keydown",function(e){
if(e.key!=="/"||e.ctrlKey||e.metaKey||e.altKey||e.defaultPrevented)return;
var t=e.target,q=document.getElementById("query");
if(!q||t.closest&&t.closest("input,textarea,select,[contenteditable]")||document.querySelector("[data-layer]"))return;
e.preventDefault();q.focus()})`;

/** The script, with the nonce of the answer that it is part of. */
export function EarlySlash({ nonce }: { readonly nonce: string }) {
  // The browser hides the nonce from scripts, so that it always differs from the one that was sent.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, and React has no other way to write a script.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />;
}
