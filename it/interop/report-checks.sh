# shellcheck shell=bash
# The page about the image, in a real browser: as wide as a desk's screen and as a telephone's, in
# light and in dark.

# browser <width> <file or address> <argument...>
browser() {
  local width=$1 page=$2
  shift 2
  timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage \
    --hide-scrollbars --user-data-dir="$WORK/browser" --window-size="$width,1600" "$@" \
    "file://$page" 2>"$WORK/browser.log" </dev/null
}

# measuring <width>: a script that puts into the title how many elements end outside of the page,
# how many are smaller than what is in them, and, with many jars, how far two cards that follow each
# other are apart.
measuring() {
  cat <<JS | tr -d '\n' | sed 's|[\&]|\\&|g'
jars=document.querySelector("#jars .bars");
for(i=0;i<30;i++)jars.append(jars.firstElementChild.cloneNode(true));
all=[...document.querySelectorAll("body *")];
document.title=all.filter(it=>it.getBoundingClientRect().right>$1).length+" "+
all.filter(it=>it.clientWidth>0&&it.scrollWidth>it.clientWidth+1).length+" "+
Math.round(document.querySelector("#checks").getBoundingClientRect().top-
document.querySelector("#changes").getBoundingClientRect().bottom);
JS
}

check_report() {
  local page=$LAYOUT/report.html width scheme colour measured=$RUN/measured.html
  declare -A flags=([light]=--blink-settings=preferredColorScheme=1
    [dark]=--blink-settings=preferredColorScheme=0)
  # The paper's colour in report.css.
  declare -A papers=([light]=f6f7f9 [dark]=12161d)

  for width in 1280 390; do
    # A copy that measures itself: the page forbids scripts. A window cannot be as narrow as a
    # telephone, but a page can.
    sed -e '/Content-Security-Policy/d' \
      -e "s|</head>|<style>html{width:${width}px}</style></head>|" \
      -e 's|</body>|<script>'"$(measuring "$width")"'</script></body>|' "$page" >"$measured"
    check_equal "at $width pixels nothing of the report is cut off or in the way, and no hole is in it" "0 0 16" \
      "$(browser "$width" "$measured" --dump-dom | sed -n 's|.*<title>\(.*\)</title>.*|\1|p')"
    for scheme in light dark; do
      browser "$width" "$page" "${flags[$scheme]}" --screenshot="$RUN/report-$scheme-$width.png" \
        >/dev/null
      colour=$(java "$HERE/Screenshot.java" "$RUN/report-$scheme-$width.png")
      check_equal "the report at $width pixels is $scheme" "${width}x1600 ${papers[$scheme]}" \
        "$colour"
    done
  done
}
