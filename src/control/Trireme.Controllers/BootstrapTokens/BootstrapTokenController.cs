using System.Globalization;
using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.BootstrapTokens;

/// <summary>Deletes tokens for joining the cluster when they have run out.</summary>
internal sealed class BootstrapTokenController : Controller
{
    private const string Namespace = "kube-system";
    private const string SecretType = "bootstrap.kubernetes.io/token";
    private const string ExpirationKey = "expiration";

    private readonly IInformer<Secret> _secrets;

    public BootstrapTokenController(ControllerContext context)
        : base("token-cleaner-controller", context, workers: 1)
    {
        _secrets = context.Informers.For<Secret>(Namespace, fieldSelector: $"type={SecretType}");
        On(_secrets, (_, current) =>
        {
            if (current is not null)
                Queue.Add(ObjectKey.Of(current));
        });
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_secrets.Get(key.Namespace, key.Name) is not { } secret || secret.IsDeleting() || ExpiryOf(secret) is not { } expiry)
            return Reconciled.Done;
        var left = expiry - Time.GetUtcNow();
        if (left > TimeSpan.Zero)
            return Reconciled.LookAgain(left);
        var options = new DeleteOptions { Preconditions = new Preconditions { Uid = secret.Metadata.Uid } };
        var deleted = await Client.Resource<Secret>(Namespace).DeleteAsync(key.Name, options, cancellationToken).ConfigureAwait(false);
        return deleted.IsSuccess || deleted.IsNotFound || deleted.IsConflict ? Reconciled.Done : Reconciled.Refused(deleted.Error);
    }

    /// <summary>When the token runs out; null for never. One that cannot be read has run out, as no server accepts it.</summary>
    internal static DateTimeOffset? ExpiryOf(Secret secret)
    {
        if (secret.Data is not { } data || !data.TryGetValue(ExpirationKey, out var text) || text.Length == 0)
            return null;
        return DateTimeOffset.TryParse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiry)
            ? expiry
            : DateTimeOffset.MinValue;
    }
}
