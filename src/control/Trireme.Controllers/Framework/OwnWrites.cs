using System.Collections.Concurrent;
using System.Globalization;
using Trireme.Api;
using Trireme.Client.Informers;

namespace Trireme.Controllers.Framework;

/// <summary>
/// Remembers the versions that this controller has written itself, until the informer shows them: a decision on an older view could only end in a
/// conflict, and the newer one is on its way. Versions that cannot be compared count as current, and after 5 seconds all do. Thread-safe.
/// </summary>
internal sealed class OwnWrites(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ObjectKey, (ulong Version, long At)> _written = new();

    /// <summary>How long to wait at most for the informer's next event.</summary>
    public static Reconciled Wait => Reconciled.LookAgain(Patience);

    /// <summary>Notes what a write has made of an object.</summary>
    /// <param name="before">The object as it was read.</param>
    /// <param name="after">The object as the server answered; the same instance where nothing was written.</param>
    public void Note(IKubernetesObject before, IKubernetesObject after)
    {
        if (!ReferenceEquals(before, after) && Version(after) is { } version)
            _written[ObjectKey.Of(after)] = (version, time.GetTimestamp());
    }

    /// <summary>Whether the view of an object includes all that was written to it from here.</summary>
    public bool AreSeen(IKubernetesObject seen)
    {
        var key = ObjectKey.Of(seen);
        if (!_written.TryGetValue(key, out var written))
            return true;
        if (Version(seen) is { } version && version < written.Version && time.GetElapsedTime(written.At) < Patience)
            return false;
        _written.TryRemove(new KeyValuePair<ObjectKey, (ulong, long)>(key, written));
        return true;
    }

    /// <summary>The object is gone.</summary>
    public void Forget(ObjectKey key) => _written.TryRemove(key, out _);

    private static ulong? Version(IKubernetesObject value) =>
        ulong.TryParse(value.Metadata.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
