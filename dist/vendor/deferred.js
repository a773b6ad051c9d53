import { createRequire } from "node:module";

// \0lazaret/defer/@actions/http-client
const load$2 = () => createRequire(import.meta.url)("./actions-http-client.cjs");
const defer$2 = (name) => new Proxy(function() {}, {
	apply: (_, self, args) => Reflect.apply(load$2()[name], self, args),
	construct: (_, args) => Reflect.construct(load$2()[name], args),
	get: (_, key) => load$2()[name][key]
});
const HttpClient = /* @__PURE__ */ defer$2("HttpClient");

// \0lazaret/defer/yaml
const load$1 = () => createRequire(import.meta.url)("./yaml.cjs");
const defer$1 = (name) => new Proxy(function() {}, {
	apply: (_, self, args) => Reflect.apply(load$1()[name], self, args),
	construct: (_, args) => Reflect.construct(load$1()[name], args),
	get: (_, key) => load$1()[name][key]
});
const LineCounter = /* @__PURE__ */ defer$1("LineCounter");
const isCollection = /* @__PURE__ */ defer$1("isCollection");
const isMap = /* @__PURE__ */ defer$1("isMap");
const isNode = /* @__PURE__ */ defer$1("isNode");
const isScalar = /* @__PURE__ */ defer$1("isScalar");
const parse = /* @__PURE__ */ defer$1("parse");
const parseDocument = /* @__PURE__ */ defer$1("parseDocument");
const visit = /* @__PURE__ */ defer$1("visit");

// \0lazaret/defer/dockerfile-ast
const load = () => createRequire(import.meta.url)("./dockerfile-ast.cjs");
const defer = (name) => new Proxy(function() {}, {
	apply: (_, self, args) => Reflect.apply(load()[name], self, args),
	construct: (_, args) => Reflect.construct(load()[name], args),
	get: (_, key) => load()[name][key]
});
const DockerfileParser = /* @__PURE__ */ defer("DockerfileParser");

export { DockerfileParser, HttpClient, LineCounter, isCollection, isMap, isNode, isScalar, parse, parseDocument, visit };