"""Speech recognition on the CPU, with a model that comes with the package: pip install gradio pocketsphinx"""

import wave

import gradio as gr
from pocketsphinx import Decoder


def transcribe(audio):
    """Turns speech into text. Wants WAV: 16 kHz, mono, 16 bit."""
    with wave.open(audio) as recording:
        if (recording.getframerate(), recording.getnchannels(), recording.getsampwidth()) != (16000, 1, 2):
            raise gr.Error("Give me WAV with 16 kHz, mono, 16 bit")
        samples = recording.readframes(recording.getnframes())
    decoder = Decoder(samprate=16000, loglevel="FATAL")
    decoder.start_utt()
    decoder.process_raw(samples, full_utt=True)
    decoder.end_utt()
    hypothesis = decoder.hyp()
    return hypothesis.hypstr if hypothesis else ""


demo = gr.Interface(transcribe, gr.Audio(type="filepath", label="audio"), gr.Textbox(label="text"), api_name="predict", flagging_mode="never")

if __name__ == "__main__":
    demo.launch()
