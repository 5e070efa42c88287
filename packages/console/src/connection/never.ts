/** Stands for what the client can do and the page never asks of it (vite.config.ts), so that nobody has to load it. */
function never(): never {
  throw new Error("The page does without this.");
}

export {
  never as apiText,
  never as CookieJar,
  never as enqueueCall,
  never as enterLockedApp,
  never as mapRows,
  never as redacting,
  never as SessionPool,
  never as WebSocket,
};
