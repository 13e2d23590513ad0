#!/bin/sh
# Looks at an HTML report with a browser: console messages, and the rules of axe-core (accessibility), wide and narrow, light and
# dark.
#
#   src/test/html/check.sh report.html
#
# Needs chromium and npm (axe-core is fetched into a temporary folder); without them it says so and ends well.
# Ends with 1 if there is a console error, or a finding that axe calls serious or critical.
set -u
report=$(realpath "$1")
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
  echo "skipped: no chromium here"
  exit 0
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent axe-core@4.14.1 >/dev/null 2>&1 && tar xzf axe-core-*.tgz) || {
  echo "skipped: axe-core could not be fetched"
  exit 0
}

look() { # page, columns, 0 dark or 1 light
  timeout 300 "$browser" --headless --no-sandbox --disable-gpu --window-size="$2,1000" --blink-settings=preferredColorScheme="$3" --user-data-dir="$work/profile" --enable-logging=stderr --v=0 \
    --virtual-time-budget=20000 --dump-dom "file://$1" 2>"$work/log"
}

look "$report" 1280 1 >/dev/null
if grep -q ':CONSOLE' "$work/log"; then
  grep ':CONSOLE' "$work/log"
  exit 1
fi
echo "console: nothing"

# The policy of the page would keep axe out; only this copy goes without it.
grep -v 'Content-Security-Policy' "$report" | sed -e 's#</body>##' -e 's#</html>##' >"$work/page.html"
{
  printf '<script>'
  sed 's#</script#<\\/script#g' "$work/package/axe.min.js"
  cat <<'END'
</script><script>
axe.run().then(function (r) {
  document.body.textContent = r.violations.map(function (v) {
    return 'AXE ' + v.impact + ' ' + v.id + ' ' + v.nodes.length + ': ' + v.help + ' | ' + v.nodes[0].html.slice(0, 160);
  }).concat('AXE done, ' + r.passes.length + ' rules passed').join('\n');
});
</script></body></html>
END
} >>"$work/page.html"
bad=0
for width in 1280 500; do
  for scheme in 1 0; do
    look "$work/page.html" "$width" "$scheme" | grep -o 'AXE .*' | sed 's#</body>.*##' >"$work/found"
    echo "$width columns, $([ "$scheme" = 1 ] && echo light || echo dark):"
    cat "$work/found"
    grep -q 'AXE done' "$work/found" || { echo "axe did not run"; exit 1; }
    grep -qE 'AXE (serious|critical)' "$work/found" && bad=1
  done
done
exit $bad
