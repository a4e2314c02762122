/* After htmx has swapped a part of the page: the reader's place moves to what is wrong, else to the
   changed heading, so that a keyboard or a screen reader does not start again from the top.
   The server marks the heading with data-focus; without script the page is simply loaded anew. */
document.addEventListener("htmx:afterSettle", function (event) {
  var part = event.target;
  var wrong = part.querySelector(".bad input, .bad select, .bad textarea");
  var heading = wrong || (part.matches("[data-focus]") ? part : part.querySelector("[data-focus]"));
  if (!heading) return;
  if (!wrong && !heading.hasAttribute("tabindex")) heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: false });
});

/* A refusal says where it wants to be read, and a form with faults (422) comes back in its place.
   Anything else that fails, a proxy's page for one, stays out of ours. */
document.addEventListener("htmx:beforeSwap", function (event) {
  var answer = event.detail.xhr;
  if (answer.status === 422 || (answer.status >= 400 && answer.getResponseHeader("HX-Retarget"))) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

/* A link such as "Varför inte …?" opens the box it points to. */
function openPointedTo() {
  var box = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (box && box.tagName === "DETAILS") box.open = true;
}
window.addEventListener("hashchange", openPointedTo);
openPointedTo();

/* The error summary is read first when a form comes back with faults. */
var summary = document.querySelector(".sum[tabindex]");
if (summary) summary.focus();

/* A print button is only there for those it can work for. */
document.addEventListener("click", function (event) {
  var button = event.target.closest("[data-print]");
  if (button) window.print();
});
document.querySelectorAll("[data-print]").forEach(function (button) { button.hidden = false; });
