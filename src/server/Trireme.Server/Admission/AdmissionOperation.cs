namespace Trireme.Server.Admission;

/// <summary>What is being done to an object.</summary>
internal enum AdmissionOperation
{
    /// <summary>It is being created.</summary>
    Create,

    /// <summary>It is being changed.</summary>
    Update,

    /// <summary>It is being deleted.</summary>
    Delete,

    /// <summary>A connection to it is being opened: exec, attach, portforward, proxy.</summary>
    Connect,
}
