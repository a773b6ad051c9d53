import { ContainerRegistryManagementClient } from "../azure-registries.js";

export { ContainerRegistryManagementClient };