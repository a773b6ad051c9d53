import { require_http } from "../http.js";

export default require_http();

export {  };