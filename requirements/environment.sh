# Read by ./run and ./test, which set `project`. Gives `python`, and PYTHONPATH for what it starts.
#
#   make_environment run [test]   .venv has exactly these requirements, each file by its hash
#
# What is installed is remembered as a copy of the requirements file inside .venv: nothing is
# fetched, and nothing printed, when it is the same.

venv=$project/.venv
python=$venv/bin/python
PYTHONPATH=$project${PYTHONPATH:+:$PYTHONPATH}
export PYTHONPATH

# Some images forbid Python to keep what it has compiled. Each start would then compile all of
# Handslag anew, and the tests start many.
unset PYTHONDONTWRITEBYTECODE

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

is_root() { [ "$(id -u)" = 0 ]; }
on_debian() { command -v apt-get >/dev/null 2>&1; }
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for found in ${HANDSLAG_PYTHON:+"$HANDSLAG_PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$found" >/dev/null 2>&1 && new_enough "$found"; then
            return
        fi
    done
    stop 'Handslag behöver Python 3.11 eller nyare, och hittade ingen.' \
        'Installera Python 3.11 eller nyare och försök igen. Ligger den på en egen plats:' \
        '  HANDSLAG_PYTHON=/sökväg/till/python3 ./run'
}

# Debian keeps venv in a package of its own.
find_venv() {
    if "$found" -c 'import venv, ensurepip' >/dev/null 2>&1; then
        return
    fi
    package=$("$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if is_root && on_debian; then
        echo "Installerar $package …" >&2
        apt-get update -qq >/dev/null 2>&1 || true
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$package" \
            >/dev/null || stop "Det gick inte att installera $package."
    else
        stop "Pythons del venv saknas. Kör detta en gång och försök sedan igen:" \
            "  sudo apt-get install $package"
    fi
}

make_venv() {
    if [ -x "$python" ] && new_enough "$python" && "$python" -c 'import pip' 2>/dev/null; then
        return
    fi
    find_python
    find_venv
    rm -rf "$venv"
    "$found" -m venv "$venv" || stop "Det gick inte att skapa $venv."
}

install() {
    wanted=$project/requirements/$1.txt
    remembered=$venv/installed-$1.txt
    if cmp -s "$wanted" "$remembered"; then
        return
    fi
    echo "Hämtar det som behövs ($1), en gång. Det tar ungefär en halv minut …" >&2
    "$python" -m pip install -qq --disable-pip-version-check --no-input \
        --require-hashes -r "$wanted" >&2 || stop \
        'Det gick inte att hämta paketen. Kontrollera nätet och försök igen.'
    cp "$wanted" "$remembered"
}

make_environment() {
    make_venv
    for part in "$@"; do
        install "$part"
    done
}
