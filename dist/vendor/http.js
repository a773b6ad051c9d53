import { __commonJSMin } from "./runtime.js";

// \0lazaret/http.cjs
var require_http = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = process.getBuiltinModule("http");
}));

export { require_http };