# Makes the changelog of a package out of CHANGELOG.md.
# Usage: awk -v package=NAME -v version=VERSION -v date=RFC2822 -f changelog.awk CHANGELOG.md
#
# `## Unreleased` and the heading of the version itself are the entry of the version that is built, `## V (YYYY-MM-DD)` one
# each. Markdown's marks go, lines are wrapped to 78 columns as Debian's policy has them.

function end_item() {
    if (item != "") wrap(plain(item))
    item = ""
}

# Markdown's marks go; of a link its text stays.
function plain(text,    link) {
    gsub(/\*\*|`/, "", text)
    while (match(text, /\[[^]]*\]\([^)]*\)/)) {
        link = substr(text, RSTART + 1, RLENGTH - 1)
        sub(/\].*/, "", link)
        text = substr(text, 1, RSTART - 1) link substr(text, RSTART + RLENGTH)
    }
    return text
}

function wrap(text,    words, count, i, line) {
    count = split(text, words, " ")
    line = "  *"
    for (i = 1; i <= count; i++) {
        if (length(line) + 1 + length(words[i]) > 78) {
            print line
            line = "   "
        }
        line = line " " words[i]
    }
    print line
}

function begin_entry(entry_version, entry_date) {
    end_entry()
    printf "%s%s (%s) unstable; urgency=medium\n\n", opened ? "\n" : "", package, entry_version
    opened = 1
    trailer = entry_date
}

function end_entry() {
    end_item()
    if (trailer != "") printf "\n -- NodePulse <maintainers@nodepulse.invalid>  %s\n", trailer
    trailer = ""
}

# The day of a date of this era by Zeller's congruence.
function rfc2822(day,    parts, y, m, shifted, days, months) {
    split(day, parts, "-")
    y = parts[1] + 0; m = parts[2] + 0
    split("Sat Sun Mon Tue Wed Thu Fri", days, " ")
    split("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", months, " ")
    shifted = m
    if (m < 3) { shifted += 12; y-- }
    return sprintf("%s, %s %s %s 00:00:00 +0000",
        days[(parts[3] + int(13 * (shifted + 1) / 5) + y + int(y / 4) - int(y / 100) + int(y / 400)) % 7 + 1],
        parts[3], months[m], parts[1])
}

BEGIN {
    own = version
    sub(/~snapshot$/, "", own)
}

/^## / {
    heading = substr($0, 4)
    if (heading == "Unreleased" || heading == own || index(heading, own " (") == 1) {
        end_item()
        if (!opened) begin_entry(version, date)
        next
    }
    if (heading !~ /^[0-9][0-9.]* \([0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]\)$/) {
        print "changelog.awk: the heading is neither Unreleased nor V (YYYY-MM-DD): " $0 > "/dev/stderr"
        failed = 1
        exit 1
    }
    split(heading, named, /[ ()]+/)
    begin_entry(named[1], rfc2822(named[2]))
    next
}

/^#/ { next }

/^ *$/ { end_item(); next }

{
    if ($0 ~ /^ *- /) {
        end_item()
        sub(/^ *- /, "")
    }
    sub(/^ +/, "")
    if (opened) item = item (item == "" ? "" : " ") $0
}

END { if (!failed) end_entry() }
