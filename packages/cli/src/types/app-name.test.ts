import { describe, expect, it } from "vitest";
import { appName, checkName } from "./app-name.js";

describe("The name of an app's type", () => {
  const src = "http://localhost:7860/";
  it.each([
    ["its Space", { app: "gradio/calculator", title: "Sums", src: "https://gradio-calculator.hf.space/" }, "CalculatorApp"],
    ["its Space, which may say App itself", { app: "user/my-app", title: "", src }, "MyApp"],
    ["its Space, which may begin with a digit", { app: "user/3d.view", title: "", src }, "_3dViewApp"],
    ["its title", { app: src, title: "Photo studio 🎨", src }, "PhotoStudioApp"],
    ["its title in any script", { app: src, title: "写真", src }, "写真App"],
    ["its host, where Gradio made the title", { app: "x", title: "Gradio", src: "https://photo-studio.example/" }, "PhotoStudioApp"],
    ["nothing that changes from start to start", { app: "x", title: "Gradio", src: "https://1f3a.gradio.live/" }, "GradioApp"],
    ["no address", { app: "x", title: "🎨", src: "http://127.0.0.1:7860/" }, "GradioApp"],
    ["no address of the sixth version", { app: "x", title: undefined, src: "http://[::1]:7860/" }, "GradioApp"],
  ])("comes from %s", (_, names, name) => {
    expect(appName(names)).toBe(name);
    expect(() => checkName(name)).not.toThrow();
  });

  it.each(["", "app", "My App", "My-App", "1App", "FileLike", "Record", "App<T>", "Ünder\n"])("is refused as %j", (name) => {
    expect(() => checkName(name)).toThrow(/--name takes a name for a type/);
  });
});
