namespace Trireme.Server.Auth.Policy;

/// <summary>How a default role or binding is to be written.</summary>
internal enum PolicyAction
{
    /// <summary>There is none yet.</summary>
    Create,

    /// <summary>Something is missing in the present one.</summary>
    Update,

    /// <summary>The present one is deleted first: a binding cannot change its role.</summary>
    Recreate,
}
