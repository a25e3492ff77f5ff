using Trireme.Api.Meta.V1;
using Trireme.Server.Cache;

namespace Trireme.Server.Verbs;

/// <summary>What a write came to: the object as of it, or a refusal.</summary>
internal readonly struct WriteResult
{
    private WriteResult(CachedObject? value, Status? error, bool created, bool deleted)
    {
        Value = value;
        Error = error;
        Created = created;
        Deleted = deleted;
    }

    /// <summary>The object; null where the write was refused.</summary>
    public CachedObject? Value { get; }

    /// <summary>The refusal; null where the write went through.</summary>
    public Status? Error { get; }

    /// <summary>Whether the object is new.</summary>
    public bool Created { get; }

    /// <summary>Whether the object is gone now.</summary>
    public bool Deleted { get; }

    /// <summary>A new object.</summary>
    public static WriteResult New(CachedObject value) => new(value, null, true, false);

    /// <summary>A changed object.</summary>
    public static WriteResult Changed(CachedObject value) => new(value, null, false, false);

    /// <summary>The last state of an object that is gone.</summary>
    public static WriteResult Gone(CachedObject value) => new(value, null, false, true);

    public static implicit operator WriteResult(Status error) => new(null, error, false, false);
}
