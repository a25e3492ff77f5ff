using System.Text.Json.Nodes;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Auth;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Json;

namespace Trireme.Server.Admission;

/// <summary>Nothing is made in a namespace that is missing or ending, and the first namespaces stay. Thread-safe.</summary>
internal sealed class NamespaceLifecycle(IObjectSource objects) : IAdmissionPlugin
{
    private static readonly string[] Immortal = ["default", "kube-system", "kube-public"];

    public string Name => "NamespaceLifecycle";

    public ValueTask<Status?> MutateAsync(AdmissionRequest request, CancellationToken cancellationToken) => new(Check(request));

    private Status? Check(AdmissionRequest request)
    {
        if (request.Kind.Group.Length == 0 && request.Kind.Plural == "namespaces")
        {
            return request.Operation == AdmissionOperation.Delete && request.Subresource.Length == 0 && Immortal.Contains(request.Name)
                ? request.Forbid("this namespace may not be deleted")
                : null;
        }
        if (request.Namespace.Length == 0 || request.Operation is not (AdmissionOperation.Create or AdmissionOperation.Update))
            return null;
        if (objects.Get(KindRegistry.Of<Namespace>(), "", request.Namespace) is not { } stored)
            return StatusErrors.NotFound("", "namespaces", request.Namespace);
        if (request.Operation != AdmissionOperation.Create || !IsTerminating(stored))
            return null;
        return request.Forbid($"unable to create new content in namespace {request.Namespace} because it is being terminated",
        [
            new StatusCause { Reason = "NamespaceTerminating", Message = $"namespace {request.Namespace} is being terminated", Field = "metadata.namespace" },
        ]);
    }

    private static bool IsTerminating(ReadOnlyMemory<byte> json) =>
        ObjectIdentity.Read(json).DeletionTimestamp is not null
        || (JsonNode.Parse(json.Span) as JsonObject)?.Object("status")?.Text("phase") == "Terminating";
}
