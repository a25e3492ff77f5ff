using Trireme.Node.Pods;

namespace Trireme.Node.Images;

/// <summary>The failed pulls of one Pod, by image, and how long to wait after them. For one task.</summary>
internal sealed class ImageFailures
{
    private readonly Dictionary<string, (BackOff BackOff, string Error, DateTimeOffset At)> _images = new(StringComparer.Ordinal);

    /// <summary>Until when to wait; null where a try may be made.</summary>
    public DateTimeOffset? WaitsUntil(string image, DateTimeOffset now) =>
        _images.TryGetValue(image, out var failure) && failure.At + failure.BackOff.Delay is var until && until > now ? until : null;

    /// <summary>What the last try came to.</summary>
    public string LastError(string image) => _images.TryGetValue(image, out var failure) ? failure.Error : "";

    /// <summary>Notes a failed try.</summary>
    public void Note(string image, string error, DateTimeOffset now)
    {
        var backOff = _images.TryGetValue(image, out var failure) ? failure.BackOff : new BackOff();
        backOff.Next(now, now);
        _images[image] = (backOff, error, now);
    }

    /// <summary>Forgets the failures of an image that has arrived.</summary>
    public void Clear(string image) => _images.Remove(image);
}
