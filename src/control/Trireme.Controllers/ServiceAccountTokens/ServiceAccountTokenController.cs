using System.Text;
using Trireme.Api.Authentication.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.ServiceAccountTokens;

/// <summary>
/// Fills Secrets of type <c>kubernetes.io/service-account-token</c> with a token of the service account that they name, and deletes them with it.
/// The tokens come from the TokenRequest API, are bound to their Secret, and are renewed before they run out.
/// </summary>
internal sealed class ServiceAccountTokenController : Controller
{
    private const string SecretType = "kubernetes.io/service-account-token";
    private const string NameAnnotation = "kubernetes.io/service-account.name";
    private const string UidAnnotation = "kubernetes.io/service-account.uid";
    private const string ExpiryAnnotation = "trireme.io/token-expires-at";
    private const string TokenKey = "token";
    private const string AuthorityKey = "ca.crt";
    private const string NamespaceKey = "namespace";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(73);

    private readonly IInformer<ServiceAccount> _accounts;
    private readonly IInformer<Secret> _secrets;

    public ServiceAccountTokenController(ControllerContext context)
        : base("serviceaccount-token-controller", context)
    {
        _secrets = context.Informers.For<Secret>(fieldSelector: $"type={SecretType}");
        _accounts = Informer<ServiceAccount>();
        On(_secrets, (_, current) =>
        {
            if (current is not null)
                Queue.Add(ObjectKey.Of(current));
        });
        On(_accounts, OnAccount);
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_secrets.Get(key.Namespace, key.Name) is not { } secret || secret.IsDeleting() || AccountOf(secret) is not { Length: > 0 } name)
            return Reconciled.Done;
        var account = _accounts.Get(key.Namespace, name);
        var uid = secret.Metadata.Annotations!.GetValueOrDefault(UidAnnotation);
        if (account is null || uid is not null && uid != account.Metadata.Uid)
            return await DeleteAsync(secret, name, cancellationToken).ConfigureAwait(false);
        var left = UntilRenewal(secret);
        if (left > TimeSpan.Zero && IsFilled(secret))
            return Reconciled.LookAgain(left);
        return await FillAsync(secret, account, cancellationToken).ConfigureAwait(false);
    }

    private static string? AccountOf(Secret secret) => secret.Metadata.Annotations?.GetValueOrDefault(NameAnnotation);

    private bool IsFilled(Secret secret) =>
        secret.Metadata.Annotations?.ContainsKey(UidAnnotation) == true
        && secret.Data is { } data && data.ContainsKey(TokenKey) && data.ContainsKey(NamespaceKey)
        && (Context.Options.RootCertificates is not { } roots || data.TryGetValue(AuthorityKey, out var known) && Encoding.UTF8.GetString(known) == roots);

    private TimeSpan UntilRenewal(Secret secret) =>
        DateTimeOffset.TryParse(secret.Metadata.Annotations?.GetValueOrDefault(ExpiryAnnotation), System.Globalization.CultureInfo.InvariantCulture, out var expiry)
            ? expiry - RenewBefore - Time.GetUtcNow()
            : TimeSpan.Zero;

    private async Task<Reconciled> FillAsync(Secret secret, ServiceAccount account, CancellationToken cancellationToken)
    {
        var request = new TokenRequest
        {
            Spec = new TokenRequestSpec
            {
                ExpirationSeconds = (long)Lifetime.TotalSeconds,
                BoundObjectRef = new BoundObjectReference { ApiVersion = "v1", Kind = "Secret", Name = secret.Metadata.Name, Uid = secret.Metadata.Uid },
            },
        };
        var issued = await Client.Resource<ServiceAccount>(account.Metadata.Namespace)
            .CreateSubresourceAsync(account.Metadata.Name ?? "", "token", request, cancellationToken).ConfigureAwait(false);
        if (!issued.IsSuccess)
            return Reconciled.Refused(issued.Error);
        if (issued.Value.Status?.Token is not { Length: > 0 } token)
            return Reconciled.Retry("the server issued no token");
        var expiry = issued.Value.Status.ExpirationTimestamp ?? Time.GetUtcNow() + Lifetime;
        var data = new Dictionary<string, byte[]>(secret.Data ?? new Dictionary<string, byte[]>(), StringComparer.Ordinal)
        {
            [TokenKey] = Encoding.UTF8.GetBytes(token),
            [NamespaceKey] = Encoding.UTF8.GetBytes(account.Metadata.Namespace ?? ""),
        };
        if (Context.Options.RootCertificates is { } roots)
            data[AuthorityKey] = Encoding.UTF8.GetBytes(roots);
        var annotations = new Dictionary<string, string>(secret.Metadata.Annotations!, StringComparer.Ordinal)
        {
            [UidAnnotation] = account.Metadata.Uid ?? "",
            [ExpiryAnnotation] = expiry.UtcDateTime.ToString(TimeConverter.Format, System.Globalization.CultureInfo.InvariantCulture),
        };
        var wanted = secret with { Data = data, Metadata = secret.Metadata with { Annotations = annotations } };
        var written = await Client.PatchAsync(secret, wanted, null, cancellationToken).ConfigureAwait(false);
        return written.IsSuccess ? Reconciled.LookAgain(UntilRenewal(wanted)) : Reconciled.Refused(written.Error);
    }

    private async Task<Reconciled> DeleteAsync(Secret secret, string account, CancellationToken cancellationToken)
    {
        // The informer of accounts may lag behind: only the server knows that the account is gone.
        var live = await Client.Resource<ServiceAccount>(secret.Metadata.Namespace).GetAsync(account, cancellationToken).ConfigureAwait(false);
        if (!live.IsSuccess && !live.IsNotFound)
            return Reconciled.Refused(live.Error);
        var uid = secret.Metadata.Annotations!.GetValueOrDefault(UidAnnotation);
        if (live.IsSuccess && (uid is null || uid == live.Value.Metadata.Uid))
            return Reconciled.Retry(null);
        if (uid is null)
            return Reconciled.Done; // its account may be yet to come; the account's appearance brings it back here
        var options = new DeleteOptions { Preconditions = new Preconditions { Uid = secret.Metadata.Uid } };
        var deleted = await Client.Resource<Secret>(secret.Metadata.Namespace).DeleteAsync(secret.Metadata.Name ?? "", options, cancellationToken).ConfigureAwait(false);
        return deleted.IsSuccess || deleted.IsNotFound || deleted.IsConflict ? Reconciled.Done : Reconciled.Refused(deleted.Error);
    }

    private void OnAccount(ServiceAccount? old, ServiceAccount? current)
    {
        var account = (current ?? old)!;
        if (old is not null && current is not null && old.Metadata.Uid == current.Metadata.Uid)
            return;
        foreach (var secret in _secrets.List(account.Metadata.Namespace ?? ""))
        {
            if (AccountOf(secret) == account.Metadata.Name)
                Queue.Add(ObjectKey.Of(secret));
        }
    }
}
