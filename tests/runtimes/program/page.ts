// For browsers: whoever drives the page gives the place and is told the findings.
import { type Finding, type Place, runChecks } from "./checks.js";

declare global {
  interface Window {
    tell(finding: Finding): Promise<void>;
    run(place: Place): Promise<void>;
  }
}

window.run = (place) => runChecks(place, (finding) => void window.tell(finding));
