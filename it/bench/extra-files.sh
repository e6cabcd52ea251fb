# shellcheck shell=bash
# Data that a function carries along: 60 % like model weights, which no deflate makes smaller, and
# 40 % like text, which shrinks to about a third.

# 1 GB in ten files. Prints the folder.
large_models() {
  local folder=$WORK/models-large number
  if [[ ! -d $folder ]]; then
    make_text
    mkdir -p "$folder.part"
    for number in 1 2 3 4 5 6; do
      head -c 100M /dev/urandom >"$folder.part/weights-$number.bin"
    done
    cp "$WORK"/text/*.jsonl "$folder.part/"
    mv "$folder.part" "$folder"
  fi
  echo "$folder"
}

# 4 GB in four files, each mixed. Prints the folder.
huge_models() {
  local folder=$WORK/models-huge number
  if [[ ! -d $folder ]]; then
    make_text
    mkdir -p "$folder.part"
    for number in 1 2 3 4; do
      { head -c 600M /dev/urandom && cat "$WORK"/text/*.jsonl; } >"$folder.part/model-$number.bin"
    done
    mv "$folder.part" "$folder"
  fi
  echo "$folder"
}

# Four files of 100 MB.
make_text() {
  local number
  [[ ! -d $WORK/text ]] || return 0
  say "making extra files"
  mkdir -p "$WORK/text.part"
  for number in 1 2 3 4; do
    # head closes the pipe when it has enough; that is no failure.
    { write_text "$number" || true; } | head -c 100M >"$WORK/text.part/corpus-$number.jsonl"
  done
  mv "$WORK/text.part" "$WORK/text"
}

# JSON lines of made-up words, frequent ones more often, as in a language.
write_text() {
  awk -v seed="$1" 'BEGIN {
    srand(seed)
    split("ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zy", syllable, " ")
    for (w = 0; w < 5000; w++) {
      word[w] = syllable[1 + int(rand() * 20)]
      for (n = int(rand() * 4); n > 0; n--) word[w] = word[w] syllable[1 + int(rand() * 20)]
    }
    for (line = 1; ; line++) {
      text = ""
      for (n = 0; n < 40; n++) { r = rand(); text = text " " word[int(r * r * r * 5000)] }
      printf "{\"id\": %d, \"score\": %.6f, \"text\": \"%s\"}\n", line, rand(), substr(text, 2)
    }
  }' 2>/dev/null
}
