namespace Trireme.Controllers.GarbageCollection;

/// <summary>What became of an owner.</summary>
internal enum OwnerFate
{
    /// <summary>It is there.</summary>
    Present,

    /// <summary>It is gone.</summary>
    Absent,

    /// <summary>It is being deleted and waits for what it owns.</summary>
    Waiting,
}
