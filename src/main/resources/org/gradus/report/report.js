(function () {
  'use strict';
  var root = document.documentElement;
  var steps = Array.from(document.querySelectorAll('.steps details'));
  var faults = steps.filter(function (d) { return !d.classList.contains('passed'); });
  var at = -1;
  function button(id, action) {
    var b = document.getElementById(id);
    if (b) { b.hidden = false; b.addEventListener('click', function () { action(b); }); }
  }
  function go(by) {
    if (!faults.length) { return; }
    at = (at + by + faults.length) % faults.length;
    faults[at].open = true;
    faults[at].querySelector('summary').focus({ preventScroll: true });
    var calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    faults[at].scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  }
  button('next', function () { go(1); });
  button('only', function (b) {
    var on = root.dataset.show !== 'faults';
    root.dataset.show = on ? 'faults' : 'all';
    b.setAttribute('aria-pressed', on);
  });
  button('open', function (b) {
    var on = b.getAttribute('aria-pressed') !== 'true';
    steps.forEach(function (d) { d.open = on; });
    b.setAttribute('aria-pressed', on);
  });
  button('theme', function () {
    var dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });
  document.addEventListener('keydown', function (e) {
    if (e.ctrlKey || e.metaKey || e.altKey) { return; }
    if (e.key === 'n') { go(1); } else if (e.key === 'p') { go(at < 0 ? 0 : -1); }
  });
  steps.forEach(function (d) {
    var marked = document.getElementsByClassName('m-' + d.id);
    function light(on) { Array.from(marked).forEach(function (m) { m.classList.toggle('lit', on); }); }
    ['mouseenter', 'focusin'].forEach(function (e) { d.addEventListener(e, function () { light(true); }); });
    ['mouseleave', 'focusout'].forEach(function (e) { d.addEventListener(e, function () { light(false); }); });
  });
  var closed = [];
  addEventListener('beforeprint', function () { closed = faults.filter(function (d) { return !d.open; }); closed.forEach(function (d) { d.open = true; }); });
  addEventListener('afterprint', function () { closed.forEach(function (d) { d.open = false; }); });
})();
