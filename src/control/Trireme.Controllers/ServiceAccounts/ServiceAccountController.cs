using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.ServiceAccounts;

/// <summary>Sees to it that each namespace has the service account <c>default</c>.</summary>
internal sealed class ServiceAccountController : Controller
{
    private const string Default = "default";

    private readonly IInformer<Namespace> _namespaces;
    private readonly IInformer<ServiceAccount> _accounts;

    public ServiceAccountController(ControllerContext context)
        : base("serviceaccount-controller", context)
    {
        _namespaces = EnqueueOn<Namespace>();
        _accounts = Informer<ServiceAccount>();
        On(_accounts, OnAccount);
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_namespaces.Get("", key.Name) is not { } ns || ns.IsDeleting() || _accounts.Get(key.Name, Default) is not null)
            return Reconciled.Done;
        var account = new ServiceAccount { Metadata = new ObjectMeta { Name = Default, Namespace = key.Name } };
        var created = await Client.Resource<ServiceAccount>(key.Name).CreateAsync(account, cancellationToken).ConfigureAwait(false);
        if (created.IsSuccess || created.IsAlreadyExists || created.Error.Details?.Causes?.Any(cause => cause.Reason == "NamespaceTerminating") == true)
            return Reconciled.Done;
        return Reconciled.Refused(created.Error);
    }

    private void OnAccount(ServiceAccount? old, ServiceAccount? current)
    {
        if (current is null && old!.Metadata.Name == Default)
            Queue.Add(new ObjectKey("", old.Metadata.Namespace ?? ""));
    }
}
