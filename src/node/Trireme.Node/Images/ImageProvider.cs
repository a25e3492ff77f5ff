using System.Collections.Concurrent;
using System.Globalization;
using Trireme.Api.Core.V1;
using Trireme.Node.Pods;
using Trireme.Node.Runtime;
using Trireme.Node.Statuses;

namespace Trireme.Node.Images;

/// <summary>
/// Sees to it that a container's image is present, as its pull policy says. At most a few pulls run at once; an image that arrived while
/// a container waited for its turn is not pulled again unless the policy says so. Thread-safe.
/// </summary>
internal sealed class ImageProvider(PullSecrets secrets, int parallelPulls, TimeProvider time)
{
    // So long a failed pull shows as such before the pause after it does.
    private static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _slots = new(parallelPulls);
    private readonly ConcurrentDictionary<(IPodRuntime, string), DateTimeOffset> _used = new();

    /// <summary>When images were last wanted, by runtime and id.</summary>
    public DateTimeOffset? LastUsed(IPodRuntime runtime, string imageId) => _used.TryGetValue((runtime, imageId), out var at) ? at : null;

    /// <summary>Forgets an image that was removed.</summary>
    public void Forget(IPodRuntime runtime, string imageId) => _used.TryRemove((runtime, imageId), out _);

    /// <summary>The image of a container, pulled where needed.</summary>
    /// <param name="runtime">Where the container will run.</param>
    /// <param name="pod">The Pod, for its pull secrets.</param>
    /// <param name="container">The container.</param>
    /// <param name="failures">What happened to earlier tries of this Pod with this image.</param>
    /// <param name="report">Tells events: type, reason, message.</param>
    /// <param name="cancellationToken">Ends a pull.</param>
    public async Task<ImageOutcome> ProvideAsync(
        IPodRuntime runtime, Pod pod, Container container, ImageFailures failures, Action<string, string, string> report, CancellationToken cancellationToken)
    {
        var wanted = container.Image ?? "";
        if (ImageReference.Parse(wanted) is not { } reference)
        {
            var message = $"Failed to apply default image tag \"{wanted}\": couldn't parse image name \"{wanted}\": invalid reference format";
            report("Warning", "InspectFailed", message);
            return Wait("InvalidImageName", message, TimeSpan.FromMinutes(1));
        }
        var policy = container.ImagePullPolicy ?? (reference is { Tag: "latest", Digest: null } ? "Always" : "IfNotPresent");
        ImageState? present;
        try
        {
            present = await runtime.GetImageAsync(wanted, cancellationToken).ConfigureAwait(false);
        }
        catch (RuntimeException error)
        {
            var message = $"Failed to inspect image \"{wanted}\": {error.Message}";
            report("Warning", "InspectFailed", message);
            return Wait("ImageInspectError", message, TimeSpan.FromSeconds(10));
        }
        if (present is not null && policy != "Always")
        {
            report("Normal", "Pulled", $"Container image \"{wanted}\" already present on machine");
            return Found(runtime, present);
        }
        if (policy == "Never")
        {
            var message = $"Container image \"{wanted}\" is not present with pull policy of Never";
            report("Warning", "ErrImageNeverPull", message);
            return Wait("ErrImageNeverPull", message, TimeSpan.FromSeconds(10));
        }
        return await PullAsync(runtime, pod, reference, wanted, policy, failures, report, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ImageOutcome> PullAsync(
        IPodRuntime runtime, Pod pod, ImageReference reference, string wanted, string policy, ImageFailures failures, Action<string, string, string> report, CancellationToken cancellationToken)
    {
        if (failures.WaitsUntil(wanted, time.GetUtcNow()) is { } until)
        {
            var message = $"Back-off pulling image \"{wanted}\"";
            report("Normal", "BackOff", message);
            return new ImageOutcome(null, new WaitingCause("ImagePullBackOff", $"{message}: {failures.LastError(wanted)}"), until);
        }
        var asked = time.GetTimestamp();
        var keyring = await secrets.ForAsync(pod, missing => report("Warning", "FailedToRetrieveImagePullSecret",
            $"Unable to retrieve some image pull secrets ({string.Join(", ", missing)}); attempting to pull the image may not succeed."), cancellationToken).ConfigureAwait(false);
        report("Normal", "Pulling", $"Pulling image \"{wanted}\"");
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var began = time.GetTimestamp();
            if (policy != "Always" && await runtime.GetImageAsync(wanted, cancellationToken).ConfigureAwait(false) is { } arrived)
            {
                report("Normal", "Pulled", $"Container image \"{wanted}\" already present on machine");
                return Found(runtime, arrived);
            }
            var image = await PullAsync(runtime, reference, wanted, keyring, cancellationToken).ConfigureAwait(false);
            failures.Clear(wanted);
            report("Normal", "Pulled", string.Create(CultureInfo.InvariantCulture,
                $"Successfully pulled image \"{wanted}\" in {Took(began)} ({Took(asked)} including waiting). Image size: {image.SizeBytes} bytes."));
            return Found(runtime, image);
        }
        catch (RuntimeException error)
        {
            var reason = error.Reason is "RegistryUnavailable" or "SignatureValidationFailed" ? error.Reason : "ErrImagePull";
            report("Warning", "Failed", $"Failed to pull image \"{wanted}\": {error.Message}");
            failures.Note(wanted, $"{reason}: {error.Message}", time.GetUtcNow());
            return new ImageOutcome(null, new WaitingCause(reason, error.Message), time.GetUtcNow() + ShownFor);
        }
        finally
        {
            _slots.Release();
        }
    }

    private static async Task<ImageState> PullAsync(IPodRuntime runtime, ImageReference reference, string wanted, RegistryKeyring keyring, CancellationToken cancellationToken)
    {
        List<RegistryCredentials?> tries = [.. keyring.Find(reference)];
        if (tries.Count == 0)
            tries.Add(null);
        for (var i = 0; ; i++)
        {
            try
            {
                var id = await runtime.PullImageAsync(wanted, tries[i], cancellationToken).ConfigureAwait(false);
                return await runtime.GetImageAsync(wanted, cancellationToken).ConfigureAwait(false) ?? new ImageState(id, [wanted], [], 0, null, null);
            }
            catch (RuntimeException) when (i < tries.Count - 1)
            {
                // Another secret may fit better; the last one's failure is what the user sees.
            }
        }
    }

    private ImageOutcome Found(IPodRuntime runtime, ImageState image)
    {
        _used[(runtime, image.Id)] = time.GetUtcNow();
        return new ImageOutcome(image, null, null);
    }

    private ImageOutcome Wait(string reason, string message, TimeSpan pause) => new(null, new WaitingCause(reason, message), time.GetUtcNow() + pause);

    private string Took(long since)
    {
        var elapsed = time.GetElapsedTime(since);
        return GoDuration.Format(TimeSpan.FromMilliseconds(Math.Floor(elapsed.TotalMilliseconds)));
    }
}
