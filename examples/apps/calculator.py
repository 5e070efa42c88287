import gradio as gr


def calculator(num1, operation, num2):
    if operation == "add":
        return num1 + num2
    if operation == "subtract":
        return num1 - num2
    if operation == "multiply":
        return num1 * num2
    if num2 == 0:
        raise gr.Error("Cannot divide by zero!")
    return num1 / num2


demo = gr.Interface(
    calculator,
    [gr.Number(label="num1"), gr.Radio(["add", "subtract", "multiply", "divide"], value="add", label="operation"), gr.Number(value=3, label="num2")],
    gr.Number(label="output"),
    api_name="predict",
    flagging_mode="never",
)

if __name__ == "__main__":
    demo.launch()
