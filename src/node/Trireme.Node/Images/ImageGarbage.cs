using Microsoft.Extensions.Logging;
using Trireme.Node.Host;
using Trireme.Node.Runtime;

namespace Trireme.Node.Images;

/// <summary>Removes images that nothing uses when the disk fills up, the longest unused first. One caller at a time.</summary>
internal sealed class ImageGarbage(
    NodeAgentOptions options, IReadOnlyList<IPodRuntime> runtimes, RuntimeView view, ImageProvider images, Func<string, FileSystemUsage> measure, TimeProvider time, ILogger log)
{
    // An image that has just arrived waits for its container.
    private static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(2);
    private readonly Dictionary<(IPodRuntime, string), DateTimeOffset> _seen = [];

    /// <summary>Removes as much as is needed to come below the lower mark, if the disk is above the upper one.</summary>
    /// <returns>How many bytes were removed; null where it was not enough.</returns>
    public async Task<long?> RunAsync(CancellationToken cancellationToken)
    {
        var disk = measure(options.ImageDirectory);
        if (disk.TotalBytes == 0)
            return 0;
        var usedPercent = 100 - (int)(disk.AvailableBytes * 100 / disk.TotalBytes);
        var wanted = usedPercent >= options.ImageGcHighPercent ? (disk.TotalBytes * (100 - options.ImageGcLowPercent) / 100) - disk.AvailableBytes : 0;
        // Also with nothing to remove, so that it is known since when an image has been unused.
        return await FreeAsync(Math.Max(0, wanted), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes unused images until so many bytes are free.</summary>
    /// <returns>How many bytes were removed; null where it was not enough.</returns>
    public async Task<long?> FreeAsync(long wanted, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var candidates = new List<(IPodRuntime Runtime, ImageState Image, DateTimeOffset LastUsed)>();
        foreach (var runtime in runtimes)
        {
            var used = Used();
            foreach (var image in await runtime.ListImagesAsync(cancellationToken).ConfigureAwait(false))
            {
                var first = _seen.TryGetValue((runtime, image.Id), out var at) ? at : _seen[(runtime, image.Id)] = now;
                var last = images.LastUsed(runtime, image.Id) is { } wantedAt && wantedAt > first ? wantedAt : first;
                if (image.Pinned || used.Contains(image.Id) || image.Tags.Any(used.Contains) || image.Digests.Any(used.Contains))
                    _seen[(runtime, image.Id)] = now;
                else if (now - last >= LeastAge)
                    candidates.Add((runtime, image, last));
            }
        }
        var freed = 0L;
        foreach (var (runtime, image, _) in candidates.OrderBy(candidate => candidate.LastUsed))
        {
            if (freed >= wanted)
                break;
            await runtime.RemoveImageAsync(image.Id, cancellationToken).ConfigureAwait(false);
            log.LogInformation("removed unused image {Image}", image.Tags.Count > 0 ? image.Tags[0] : image.Id);
            images.Forget(runtime, image.Id);
            _seen.Remove((runtime, image.Id));
            freed += image.SizeBytes;
        }
        return freed >= wanted ? freed : null;
    }

    // What ended containers were made from is used too: they are shown, and may be started again.
    private HashSet<string> Used()
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var uid in view.PodUids())
        {
            foreach (var container in view.Find(uid)?.Containers ?? [])
            {
                used.Add(container.ImageId);
                used.Add(container.ImageReference);
            }
        }
        return used;
    }
}
