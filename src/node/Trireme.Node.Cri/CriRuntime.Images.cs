using Trireme.Grpc;
using Trireme.Node.Cri.Mapping;
using Trireme.Node.Cri.Protocol;
using Trireme.Node.Runtime;

namespace Trireme.Node.Cri;

public sealed partial class CriRuntime
{
    /// <inheritdoc/>
    public async Task<string> PullImageAsync(string reference, RegistryCredentials? credentials, CancellationToken cancellationToken)
    {
        var request = new PullImageRequest { Image = new() { Image = reference } };
        if (credentials is not null)
        {
            request.Auth = new()
            {
                // Without the server's address, as the kubelet does: the agent has chosen for this image already, and containerd drops what it cannot match.
                Username = credentials.Username ?? "",
                Password = credentials.Password ?? "",
                IdentityToken = credentials.IdentityToken ?? "",
            };
        }
        try
        {
            // No deadline, as in the kubelet: how long a pull takes is the network's affair, and the caller can cancel.
            var answer = await _channel.CallAsync(CriMethods.PullImage, request, new(), cancellationToken).ConfigureAwait(false);
            return answer.ImageRef;
        }
        catch (GrpcException e)
        {
            throw TranslatePull(e, reference);
        }
    }

    /// <inheritdoc/>
    public async Task<ImageState?> GetImageAsync(string reference, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(CriMethods.ImageStatus, new() { Image = new() { Image = reference } }, CriReasons.ImageInspect, cancellationToken).ConfigureAwait(false);
        return answer.Image is { Id.Length: > 0 } image ? StateMapping.ToState(image) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ImageState>> ListImagesAsync(CancellationToken cancellationToken)
    {
        var answer = await CallAsync(CriMethods.ListImages, new(), CriReasons.ImageInspect, cancellationToken).ConfigureAwait(false);
        var images = new List<ImageState>(answer.Images.Count);
        foreach (var image in answer.Images)
            images.Add(StateMapping.ToState(image));
        return images;
    }

    /// <inheritdoc/>
    public Task RemoveImageAsync(string reference, CancellationToken cancellationToken) =>
        CallUnlessGoneAsync(CriMethods.RemoveImage, new() { Image = new() { Image = reference } }, CriReasons.RuntimeError, _options.RequestTimeout, cancellationToken);

    private static RuntimeException TranslatePull(GrpcException e, string reference)
    {
        if (e.Detail.Contains(CriReasons.RegistryUnavailable, StringComparison.Ordinal))
            return new(CriReasons.RegistryUnavailable, $"image pull failed for {reference} because the registry is unavailable: {e.Message}", e);
        if (e.Detail.Contains("failed to parse image reference", StringComparison.Ordinal))
            return new(CriReasons.InvalidImageName, e.Message, e);
        return e.StatusCode == GrpcStatusCode.Unavailable && e.InnerException is not null
            ? new(CriReasons.Unavailable, e.Message, e)
            : new(CriReasons.ImagePull, e.Message, e);
    }
}
