"""`python -m matcher WORD`; through `./run WORD` from a fresh clone."""

from matcher.cli import main

if __name__ == "__main__":
    main(prog_name="./run")
