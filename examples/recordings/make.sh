#!/usr/bin/env bash
# Makes the recording that the examples send: speech by espeak-ng, as 16 kHz mono WAV by sox.
# Debian: apt-get install espeak-ng sox. The voice and speed are ones that the recogniser of apps/transcribe.py understands.
set -euo pipefail
cd "$(dirname "$0")"
spoken=$(mktemp --suffix=.wav)
trap 'rm -f "$spoken"' EXIT

espeak-ng -v en-us+f2 -s 150 -p 50 -g 3 -w "$spoken" "I would like to have a cup of tea."
sox --norm=-3 -D "$spoken" --rate 16000 --channels 1 --bits 16 cup-of-tea.wav pad 0.3 0.3
