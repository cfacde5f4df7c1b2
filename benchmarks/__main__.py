"""`python -m benchmarks [STREAM.jsonl.gz]`: packs, corpus and start-up; with a path, the stream as well."""

import sys
from pathlib import Path

from benchmarks import corpus, packs, startup, stream

if __name__ == "__main__":
    packs.main()
    corpus.main()
    startup.main()
    if len(sys.argv) > 1:
        stream.main(Path(sys.argv[1]))
    else:
        print("skipped: the stream; give the path of a JSONL file of posts")
