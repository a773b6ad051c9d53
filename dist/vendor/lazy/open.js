import { apps, open } from "../azure-identity.js";

export { open as default };