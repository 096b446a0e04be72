"""Sends what `retailsim-dynamics train --log run.jsonl` writes to Weights & Biases, a step for each iteration.

    retailsim-dynamics train shop.csv --model bg-nbd --log run.jsonl --out model.json &
    log_to_wandb.py run.jsonl --follow --project retail

WANDB_MODE=offline keeps the run in a folder, which `wandb sync` sends later; WANDB_API_KEY and the rest are as wandb documents.
It needs wandb; environments/wandb holds what it was tested with.
"""

import argparse
import json
import pathlib
import sys
import time


class Refused(Exception):
    """What is wrong with the log."""


def lines(path: pathlib.Path, follow: bool, patience: float):
    """Whole lines as they are written; those of a file that is followed until the training has ended, or nothing came for
    `patience` seconds."""
    quiet_since = time.monotonic()
    while follow and not path.exists():
        if time.monotonic() - quiet_since > patience:
            raise Refused(f"{path} did not appear within {patience:g} s")
        time.sleep(0.05)
    with open(path, encoding="utf-8") as file:
        part = ""
        while True:
            part += file.readline()
            if part.endswith("\n"):
                yield part
                part, quiet_since = "", time.monotonic()
            elif not follow:
                if part:
                    yield part
                return
            elif time.monotonic() - quiet_since > patience:
                raise Refused(f"nothing came for {patience:g} s, and the log has no end: did the training fail?")
            else:
                time.sleep(0.05)


def send(path: pathlib.Path, run, follow: bool, patience: float) -> int:
    """Number of iterations that were sent."""
    n = 0
    for number, text in enumerate(lines(path, follow, patience), start=1):
        try:
            event = json.loads(text)
            kind = event.pop("event")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refused(f"{path}:{number}: must be a line that train --log wrote, got {text.strip()[:80]!r}") from error
        if kind == "iteration":
            event.pop("iteration", None)  # of an ensemble, that of a member: the step is the line's number
            run.log(event, step=n)
            n += 1
        elif kind == "end":
            run.summary.update(event)
            if follow:
                break
    return n


def main():
    parser = argparse.ArgumentParser(description="Sends a training log to Weights & Biases.")
    parser.add_argument("log", type=pathlib.Path, help="what train --log writes")
    parser.add_argument("--follow", action="store_true", help="while the training runs, until its end")
    parser.add_argument("--patience", type=float, default=300, metavar="SECONDS", help="without news of a followed log [300]")
    parser.add_argument("--project", default="retailsim")
    parser.add_argument("--name", help="of the run [the log's name]")
    parser.add_argument("--model", type=pathlib.Path, help="the model's file, to be kept with the run")
    arguments = parser.parse_args()
    if not arguments.follow and not arguments.log.is_file():
        sys.exit(f"log_to_wandb: {arguments.log}: no such file")

    import wandb  # takes seconds

    run = wandb.init(project=arguments.project, name=arguments.name or arguments.log.stem, job_type="train")
    try:
        n = send(arguments.log, run, arguments.follow, arguments.patience)
    except Refused as error:
        run.finish(exit_code=1)
        sys.exit(f"log_to_wandb: {error}")
    if arguments.model:
        run.config.update({"training": json.loads(arguments.model.read_text(encoding="utf-8"))["content"]["training"]})
        artifact = wandb.Artifact("model", type="model")
        artifact.add_file(str(arguments.model))
        run.log_artifact(artifact)
    run.finish()
    print(f"sent {n} iterations")


if __name__ == "__main__":
    main()
