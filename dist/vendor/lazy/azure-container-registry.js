import { ContainerRegistryClient } from "../azure-registries.js";

export { ContainerRegistryClient };