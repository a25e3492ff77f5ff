namespace Trireme.Server.Auth;

/// <summary>Decides what a user may do. Thread-safe.</summary>
internal interface IAuthorizer
{
    /// <summary>Decides one request.</summary>
    AccessDecision Authorize(AccessRequest request);
}
