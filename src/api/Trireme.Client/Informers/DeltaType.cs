namespace Trireme.Client.Informers;

/// <summary>What a <see cref="Delta{T}"/> does.</summary>
internal enum DeltaType
{
    /// <summary>Nothing: a new handler waits to be served.</summary>
    Wake,

    /// <summary>Puts one object in.</summary>
    Set,

    /// <summary>Takes one object out.</summary>
    Remove,

    /// <summary>Makes the store equal to a list.</summary>
    Replace,
}
