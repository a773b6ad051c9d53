import { AuthenticationError, AuthenticationErrorName, AuthenticationRequiredError, AzureAuthorityHosts, ClientAssertionCredential, CredentialUnavailableError, CredentialUnavailableErrorName, logger } from "../azure-identity.js";

export { ClientAssertionCredential };