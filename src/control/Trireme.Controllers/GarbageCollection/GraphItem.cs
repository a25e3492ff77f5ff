namespace Trireme.Controllers.GarbageCollection;

/// <summary>What the graph knows of an object at one moment.</summary>
internal sealed record GraphItem(
    string Uid, string Group, string Kind, string Namespace, string Name, bool IsVirtual, bool IsDeleting, bool IsDeletingDependents, int DependentCount);
