/** The types of calculator.py: what it takes and gives. */
export type CalculatorApp = {
  "/predict": {
    args: readonly [num1: number, operation?: "add" | "subtract" | "multiply" | "divide" | undefined, num2?: number | undefined];
    inputs: {
      num1: number;
      /** Default: `"add"` */
      operation?: "add" | "subtract" | "multiply" | "divide" | undefined;
      /** Default: `3` */
      num2?: number | undefined;
    };
    output: number;
  };
};
