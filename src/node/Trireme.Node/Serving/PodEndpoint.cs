using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Node.Pods;

namespace Trireme.Node.Serving;

/// <summary>Shows the Pods of the node with their latest status.</summary>
internal sealed class PodEndpoint(PodRegistry registry)
{
    /// <summary>Answers with a PodList.</summary>
    public Task ListAsync(HttpContext context)
    {
        var list = new KubernetesList<Pod>
        {
            ApiVersion = "v1",
            Kind = "PodList",
            Items = [.. registry.Workers.Select(worker => worker.Pod with { Status = worker.Status })],
        };
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, list, ApiJson.Of<KubernetesList<Pod>>(), context.RequestAborted);
    }
}
