"""`python -m web`: what `./run` starts when no command is named."""

from web.serve import serve

if __name__ == "__main__":
    serve(prog_name="./run")
