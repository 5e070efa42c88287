"""Tell as JSON what the first argument of `client.predict` means in each of some programs: read, not run."""

import ast
import json
import sys

values = []
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        program = ast.parse(file.read())
    call = next(node for node in ast.walk(program) if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "predict")
    values.append(ast.literal_eval((call.args or [keyword.value for keyword in call.keywords])[0]))
print(json.dumps(values))
