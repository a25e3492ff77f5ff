using Trireme.Machinery.Schema;

namespace Trireme.Server.Cache;

/// <summary>Reads the server's own memory of all stored objects, as current as the last acknowledged write. Thread-safe, never waits.</summary>
internal interface IObjectSource
{
    /// <summary>The served JSON of an object; null where there is none. Empty namespace for kinds outside of namespaces.</summary>
    ReadOnlyMemory<byte>? Get(KindInfo kind, string ns, string name);

    /// <summary>The served JSON of all objects of a kind, or of those in one namespace.</summary>
    IReadOnlyList<ReadOnlyMemory<byte>> List(KindInfo kind, string? ns);

    /// <summary>The revision of the last change to any object of the kind: equal revisions mean equal content.</summary>
    long RevisionOf(KindInfo kind);
}
