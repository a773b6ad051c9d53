import { __commonJSMin, __require } from "./runtime.js";

// node_modules/events-universal/default.js
var require_default = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = __require("events");
}));

export { require_default };