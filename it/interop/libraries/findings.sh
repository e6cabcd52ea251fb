# shellcheck shell=bash
# From Maven's log to a table.

# findings <tag of the base> <architecture>: reads a log; a line 'library, base, architecture, kind,
# text' for each finding, in the order of the log.
findings() {
  awk -v base="$1" -v architecture="$2" '
    function flush() {
      # The port is another each time, and the base is in a column of its own.
      gsub(/127\.0\.0\.1:[0-9]+\/lambda\/java:[0-9]+/, "lambda/java", text)
      if (text ~ / \(check \x27[a-z-]+\x27\)$/)
        print library "\t" base "\t" architecture "\t" kind "\t" text
      text = ""
    }
    /^\[INFO\] -+< example:.* >-+$/ { flush(); library = $0; gsub(/.*example:| >.*/, "", library); next }
    /^\[WARNING\] / { flush(); kind = "problem"; text = substr($0, 11); next }
    /^\[INFO\] Note: / { flush(); kind = "note"; text = substr($0, 14); next }
    /^\[/ { flush(); next }
    text != "" { text = text " " $0 }
    END { flush() }
  '
}

# table: reads findings; a line 'library, bases, architectures, kind, text' for each. Libraries of
# which nothing is said are there, too.
table() {
  awk -F '\t' -v bases="${BASES[*]}" -v names="$(libraries | cut -f 1 | paste -s -d ' ')" '
    {
      key = $1 "\t" $4 "\t" $5
      if (!(key in seen)) { seen[key] = 1; order[$1] = order[$1] key "\n" }
      said[key, $2, $3] = 1
    }
    # Bases in which a finding is said for some architectures, as "17,21".
    function of(key, arm, x86,   n, i, all, list, a, x) {
      n = split(bases, all, " ")
      list = ""
      for (i = 1; i <= n; i++) {
        a = ((key, all[i], "arm64") in said); x = ((key, all[i], "x86_64") in said)
        if (a == arm && x == x86) list = list (list == "" ? "" : ",") all[i]
      }
      return list
    }
    function line(key, parts, architectures, list) {
      if (list != "") print parts[1] "\t" list "\t" architectures "\t" parts[2] "\t" parts[3]
    }
    END {
      m = split(names, library, " ")
      for (i = 1; i <= m; i++) {
        name = library[i]
        if (!(name in order)) { print name "\t-\t-\tnothing\t-"; continue }
        n = split(order[name], keys, "\n")
        for (j = 1; j < n; j++) {
          split(keys[j], parts, "\t")
          line(keys[j], parts, "arm64,x86_64", of(keys[j], 1, 1))
          line(keys[j], parts, "arm64", of(keys[j], 1, 0))
          line(keys[j], parts, "x86_64", of(keys[j], 0, 1))
        }
      }
    }
  '
}

# reasoned: reads the table; adds to each line why it is right, as reasons.tsv has it, or '?'.
reasoned() {
  awk -F '\t' '
    FNR == NR { if ($0 !~ /^#/) { n++; name[n] = $1; part[n] = $2; reason[n] = $3 }; next }
    {
      why = $4 == "nothing" ? "-" : "?"
      for (i = 1; i <= n && why == "?"; i++)
        if ((name[i] == "*" || name[i] == $1) && index($5, part[i])) why = reason[i]
      print $0 "\t" why
    }
  ' "$LIBRARIES_FOLDER/reasons.tsv" -
}
